-- Electric tricycle with up to 120 boxes: the e-bike's roads, slower, and nothing narrow.
--
-- It is a non-motor vehicle too, but it does not pass bollards, is not pushed along pavements or
-- up steps, and must not ride against a one-way street without a lane for it.

api_version = 4
local vehicle = require('vehicle')

return vehicle.of({
  mode = mode.cycling,
  roads = {
    primary = 15, primary_link = 13,
    secondary = 15, secondary_link = 13,
    tertiary = 14, tertiary_link = 12,
    unclassified = 13, road = 12,
    residential = 12, living_street = 8, service = 10, track = 8,
    cycleway = 14, path = 6, pedestrian = 6,
  },
  alley = 6,
  only_if_allowed = { 'path', 'pedestrian' },
  footed = false,
  access = { 'bicycle', 'vehicle', 'access' },
  oneway_keys = { 'oneway:bicycle' },
  against = 'lanes',
  wide = true,
  slower = { cobblestone = 6, sett = 8, unhewn_cobblestone = 5, gravel = 6, fine_gravel = 8,
             ground = 6, dirt = 6, earth = 6, grass = 4, sand = 3, mud = 3, unpaved = 6 },
  signal = 18, gate = 15, left_turn = 8, u_turn = 30,
})
