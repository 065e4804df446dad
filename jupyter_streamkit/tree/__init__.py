"""The page as data: nodes, buffers, and the difference between two pages."""
