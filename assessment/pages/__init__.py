"""What a record page says beside its fields, by noun."""
