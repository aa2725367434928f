"""Travel times along streets, by OSRM: from a server, or embedded with Songcan's own roads."""
