"""Who may do what to a commitment or a report, and if not, why not."""
