"""The map as a picture: cards measured with the real font, edges, colours, and the painter that screen and paper share."""
