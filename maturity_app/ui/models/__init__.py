"""Item models: the library's values as Qt's views want them."""
