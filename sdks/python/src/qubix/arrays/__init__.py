"""Arrays, images and data frames in and out of models. NumPy, Pillow and pandas are used where they are installed."""
