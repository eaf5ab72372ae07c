-- Rooms that application services show in lists of their own, one list for each network that they join the server to.
CREATE TABLE network_rooms (
  service TEXT NOT NULL,
  network TEXT NOT NULL,
  room BIGINT NOT NULL,
  PRIMARY KEY (service, network, room)
) {Clustered}
