"""What the installation tells about itself: alive, ready, measured, traced."""
