"""What has been published, as plain rows, for whoever may know it. Only rounds that are published have any."""
