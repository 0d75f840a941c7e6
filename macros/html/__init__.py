"""The finished site as it lies in its folder: HTML → what its checks need to know of it."""
