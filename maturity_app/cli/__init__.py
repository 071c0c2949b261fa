"""The commands, which never import Qt."""
