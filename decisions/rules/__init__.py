"""What decisions have to show (art. 28–35). No database, no clock."""
