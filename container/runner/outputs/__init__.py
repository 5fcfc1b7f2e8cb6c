"""What the script left behind, read as the hostile bytes they are, after every process of the run is dead."""
