"""From the coordinates of a sheet to WGS-84, with everything that is odd about them."""
