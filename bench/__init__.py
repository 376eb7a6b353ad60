"""Speed against floors measured in the same run: `make bench`. Each module yields its own lines of text."""
