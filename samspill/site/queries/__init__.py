"""What the composed pages know, gathered from the apps below."""
