"""Papers under the camera: photographed, read, cropped and turned, shown large."""
