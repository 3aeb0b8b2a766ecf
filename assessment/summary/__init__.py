"""The table of a district or a province: from the files to subjects, years and sums."""
