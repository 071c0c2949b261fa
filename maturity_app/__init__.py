"""Take stock of how far a public-sector unit has moved towards open, social working."""

__version__ = "0.1.0"
