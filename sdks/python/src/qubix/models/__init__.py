"""Models: publishing them, fetching them, and what an ONNX file says of itself."""
