"""What window and commands both do, on values and files."""
