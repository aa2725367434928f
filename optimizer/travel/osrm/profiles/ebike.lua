-- E-bike with a heated box, in a Chinese city.
--
-- Rolling speeds stay below 25 km/h, the most an e-bike may do (GB 17761), and near the 15 km/h of
-- bicycle lanes (Regulations on the Implementation of the Road Traffic Safety Law, article 58)
-- where riders share them; a wide lane beside a main road is ridden a little faster, a lane inside
-- a compound slower: people, parked cars, speed bumps. E-bikes are non-motor vehicles: they use
-- cycleways, tracks, service and residential roads, and neither motorways nor expressways. Most
-- one-way streets of Shanghai bind motor vehicles only, which OSM states as oneway:bicycle=no or a
-- contraflow lane; where nothing says so, the rider gets off and pushes on the pavement.

api_version = 4
local vehicle = require('vehicle')

return vehicle.of({
  mode = mode.cycling,
  roads = {
    trunk = 18, trunk_link = 15,
    primary = 18, primary_link = 16,
    secondary = 18, secondary_link = 16,
    tertiary = 17, tertiary_link = 15,
    unclassified = 16, road = 14,
    residential = 15, living_street = 10, service = 12, track = 10,
    cycleway = 18, path = 10, bridleway = 8,
    footway = 8, pedestrian = 8,
  },
  alley = 8,
  only_if_allowed = { 'trunk', 'trunk_link', 'bridleway', 'footway', 'pedestrian' },
  footed = true,
  pushed = {
    primary = 4, primary_link = 4, secondary = 4, secondary_link = 4,
    tertiary = 4, tertiary_link = 4, unclassified = 4, road = 4, residential = 4,
    living_street = 4, service = 4, track = 4, path = 4, cycleway = 4,
    footway = 4, pedestrian = 4, platform = 3, corridor = 3, steps = 1.5,
  },
  access = { 'electric_bicycle', 'bicycle', 'vehicle', 'access' },
  oneway_keys = { 'oneway:electric_bicycle', 'oneway:bicycle' },
  against = 'lanes',
  slower = { cobblestone = 10, sett = 12, unhewn_cobblestone = 8, gravel = 10, fine_gravel = 12,
             ground = 10, dirt = 10, earth = 10, grass = 6, sand = 5, mud = 5, unpaved = 10 },
  signal = 15, gate = 10, left_turn = 5, u_turn = 15,
})
