"""Files as they are kept, opened into sheets within limits; nothing is run or fetched."""
