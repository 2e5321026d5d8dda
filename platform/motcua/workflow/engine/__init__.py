"""The adapter around SpiffWorkflow. Nothing outside this package imports the library."""
