"""The explained report on paper: what stands in it, and its layout."""
