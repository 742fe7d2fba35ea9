"""Charts as SVG, the same in every report; nothing is computed here but where things stand."""
