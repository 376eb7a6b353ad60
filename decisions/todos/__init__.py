"""What waits for whom about decisions."""
