-- On foot with a bag or a hand cart: a volunteer between a meal point and the doors.

api_version = 4
local vehicle = require('vehicle')

return vehicle.of({
  mode = mode.walking,
  roads = {
    primary = 4.5, primary_link = 4.5, secondary = 4.5, secondary_link = 4.5,
    tertiary = 4.5, tertiary_link = 4.5, unclassified = 4.5, road = 4.5,
    residential = 4.5, living_street = 4.5, service = 4.5, track = 4.5,
    cycleway = 4.5, path = 4.5, footway = 4.5, pedestrian = 4.5, bridleway = 4.5,
    platform = 4.5, corridor = 4.5, steps = 2.5,
  },
  footed = false,
  access = { 'foot', 'access' },
  oneway_keys = { 'oneway:foot' },
  against = 'free',
  slower = { grass = 3.5, sand = 3, mud = 2.5 },
  signal = 20, gate = 5, left_turn = 0, u_turn = 0,
})
