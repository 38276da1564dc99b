"""The region's common process: what a collaboration has agreed on beside the law, for each kind of plan."""
