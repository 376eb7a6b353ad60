"""Who may do what with a decision, and if not, why not (art. 28–35)."""
