"""The drawing of the network: its geometry, what paints it, and the view that moves it about."""
