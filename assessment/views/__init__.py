"""The pages of 百分考核."""
