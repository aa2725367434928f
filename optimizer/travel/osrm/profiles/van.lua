-- Small van that brings bulk meals to meal points: a motor vehicle, bound by every one-way sign.
--
-- Rolling speeds are those of a city by day, well below the signs' limits.

api_version = 4
local vehicle = require('vehicle')

return vehicle.of({
  mode = mode.driving,
  roads = {
    motorway = 60, motorway_link = 40, trunk = 45, trunk_link = 35,
    primary = 30, primary_link = 25,
    secondary = 27, secondary_link = 22,
    tertiary = 23, tertiary_link = 20,
    unclassified = 20, road = 18,
    residential = 15, living_street = 8, service = 10, track = 8,
  },
  alley = 6,
  footed = false,
  access = { 'motorcar', 'motor_vehicle', 'vehicle', 'access' },
  oneway_keys = { 'oneway:motorcar', 'oneway:motor_vehicle' },
  wide = true,
  slower = { cobblestone = 12, sett = 15, gravel = 12, ground = 10, dirt = 10, unpaved = 12 },
  restrictions = { 'motorcar', 'motor_vehicle', 'vehicle' },
  signal = 20, gate = 20, left_turn = 10, u_turn = 40,
})
