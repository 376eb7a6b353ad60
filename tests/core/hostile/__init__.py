"""Files that mean harm, or came to it: made in code each time, so that none lies in the repository."""
