-- What all vehicles of Songcan have in common: how a way's tags become speeds in both directions.
--
-- A profile gives its speeds and habits as one table; `vehicle.of` makes of it what osrm-extract
-- calls. All speeds are km/h while rolling; waiting at lights, gates and turns is counted where it
-- happens, in seconds. Routes are the fastest ones: weight is duration.
--
-- Keys of the table:
--   mode            OSRM's travel mode while riding
--   roads           highway=* -> speed of riding; what is missing cannot be ridden
--   only_if_allowed set of highway=* that are ridden only where an access tag names this vehicle
--   pushed          highway=* -> speed of pushing (or walking), where riding is not allowed
--   footed          whether the rider may get off and push where only pedestrians may go, and
--                   against a one-way street
--   access          access keys, the most specific first
--   oneway_keys     keys that state the one-way rule of this vehicle alone, before `oneway`
--   against         "lanes": a contraflow cycle lane or track opens the opposite direction
--                   "free": one-way rules are for others; nil: they bind as they stand
--   alley           most km/h on service=alley
--   wide            whether bollards and the like are too narrow
--   slower          surface=* -> most km/h
--   restrictions    vehicle types whose turn restrictions bind; nil: none do
--   signal, gate, left_turn, u_turn   seconds

local vehicle = {}

local CLOSED = { no = true, agricultural = true, forestry = true, military = true,
                 construction = true, use_sidepath = true }
-- Riders deliver behind the gate: private, destination, permit, customers and delivery are open.

local OPEN = { yes = true, designated = true, permissive = true, official = true }
local GATES = { gate = true, lift_gate = true, swing_gate = true, sliding_gate = true,
                toll_booth = true, entrance = true }
local NARROW = { bollard = true, cycle_barrier = true, block = true, kerb = true,
                 motorcycle_barrier = true, chain = true, kissing_gate = true }
-- A wall drawn across a way is a passage that does not exist.
local WALLS = { wall = true, fence = true, hedge = true, jersey_barrier = true, debris = true,
                yes = true, turnstile = true }
local CONTRAFLOW = { opposite = true, opposite_lane = true, opposite_track = true,
                     opposite_share_busway = true }

-- The first of `keys` that the element has.
local function first_tag(element, keys)
  for _, key in ipairs(keys) do
    local value = element:get_value_by_key(key)
    if value and value ~= '' then
      return value
    end
  end
  return nil
end

local function set_of(list)
  local made = {}
  for _, item in ipairs(list or {}) do
    made[item] = true
  end
  return made
end

-- Whether a cycle lane or track leads against the one-way direction of this way.
local function has_contraflow(way)
  for _, key in ipairs({ 'cycleway', 'cycleway:left', 'cycleway:right', 'cycleway:both' }) do
    if CONTRAFLOW[way:get_value_by_key(key) or ''] then
      return true
    end
  end
  for _, side in ipairs({ 'cycleway:left:oneway', 'cycleway:right:oneway', 'cycleway:both:oneway' }) do
    local value = way:get_value_by_key(side)
    if value == '-1' or value == 'no' then
      return true
    end
  end
  return false
end

-- 1: only along the way, -1: only against it, 0: both.
local function direction_of(config, way)
  if config.against == 'free' then
    return 0
  end
  local own = first_tag(way, config.oneway_keys)
  local value = own or way:get_value_by_key('oneway')
  local junction = way:get_value_by_key('junction')
  local highway = way:get_value_by_key('highway')
  if value == 'no' or value == 'reversible' or value == 'alternating' then
    return 0
  end
  local direction = 0
  if value == '-1' or value == 'reverse' then
    direction = -1
  elseif value == 'yes' or value == '1' or value == 'true' then
    direction = 1
  elseif junction == 'roundabout' or junction == 'circular' or highway == 'motorway' then
    direction = 1
  end
  if direction ~= 0 and not own and config.against == 'lanes' and has_contraflow(way) then
    return 0
  end
  return direction
end

-- Speeds of riding and of pushing on this way, nil where that is not possible.
local function way_speeds(config, way)
  local highway = way:get_value_by_key('highway')
  if not highway or way:get_value_by_key('area') == 'yes' then
    return nil, nil
  end
  local access = first_tag(way, config.access)
  local riding = config.roads[highway]
  if way:get_value_by_key('service') == 'alley' and riding then
    riding = math.min(riding, config.alley or riding)
  end
  if config.only_if_allowed[highway] and not OPEN[access or ''] then
    riding = nil
  end
  if way:get_value_by_key('motorroad') == 'yes' and config.footed then
    return nil, nil
  end
  if access and (CLOSED[access] or access == 'dismount') then
    riding = nil
  end
  local most = config.slower[way:get_value_by_key('surface') or '']
  if riding and most then
    riding = math.min(riding, most)
  end
  local pushing = config.footed and config.pushed[highway] or nil
  local foot = first_tag(way, { 'foot', 'access' })
  if foot and CLOSED[foot] then
    pushing = nil
  end
  if highway == 'steps' and pushing then
    local ramp = first_tag(way, { 'ramp:bicycle', 'ramp:stroller', 'ramp:wheelchair', 'ramp' })
    if not ramp or ramp == 'no' then
      pushing = nil
    end
  end
  return riding, pushing
end

local function process_way(config, _, way, result)
  local riding, pushing = way_speeds(config, way)
  if not riding and not pushing then
    return
  end
  local direction = direction_of(config, way)
  local function set(side, speed, how)
    result[side .. '_speed'] = speed
    result[side .. '_mode'] = how
  end
  for side, sign in pairs({ forward = 1, backward = -1 }) do
    if riding and (direction == 0 or direction == sign) then
      set(side, riding, config.mode)
    elseif pushing then
      set(side, pushing, mode.pushing_bike)
    else
      result[side .. '_mode'] = mode.inaccessible
    end
  end
  local junction = way:get_value_by_key('junction')
  result.roundabout = junction == 'roundabout'
  result.circular = junction == 'circular'
  result.name = way:get_value_by_key('name') or ''
end

local function process_node(config, _, node, result)
  if node:get_value_by_key('highway') == 'traffic_signals' then
    result.traffic_lights = true
  end
  local barrier = node:get_value_by_key('barrier')
  if not barrier or barrier == '' then
    return
  end
  local access = first_tag(node, config.access)
  if OPEN[access or ''] then
    return
  end
  if GATES[barrier] and not (access and CLOSED[access]) then
    obstacle_map:add(node, Obstacle.new(
      obstacle_type.gate, obstacle_direction.both, config.gate, 0))
  elseif WALLS[barrier] or (access and CLOSED[access]) or (NARROW[barrier] and config.wide) then
    result.barrier = true
  end
end

local function process_turn(config, _, turn)
  if turn.has_traffic_light then
    turn.duration = turn.duration + config.signal
  end
  for _, obstacle in pairs(obstacle_map:get(turn.from, turn.via, obstacle_type.gate)) do
    turn.duration = turn.duration + obstacle.duration
  end
  if turn.is_u_turn then
    turn.duration = turn.duration + config.u_turn
  elseif turn.number_of_roads > 2 and turn.angle < -45 then
    turn.duration = turn.duration + config.left_turn
  end
end

-- The functions that osrm-extract calls, for one vehicle.
function vehicle.of(config)
  config.only_if_allowed = set_of(config.only_if_allowed)
  return {
    setup = function()
      return {
        properties = {
          weight_name = 'duration',
          left_hand_driving = false,
          use_turn_restrictions = config.restrictions ~= nil,
          continue_straight_at_waypoint = false,
          max_speed_for_map_matching = 120 / 3.6,
          call_tagless_node_function = false,
        },
        restrictions = config.restrictions or {},
      }
    end,
    process_way = function(...) return process_way(config, ...) end,
    process_node = function(...) return process_node(config, ...) end,
    process_turn = function(...) return process_turn(config, ...) end,
  }
end

return vehicle
