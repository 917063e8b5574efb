-- SHA-1, FNV-1a, a linear congruential generator and Snowflake ids, which need all 64 bits.
local function sha1(text)
  local function rotl(x, n) return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF end
  local h = { 0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0 }
  local length = #text * 8
  text = text .. "\128" .. ("\0"):rep((55 - #text) % 64)
  for shift = 56, 0, -8 do text = text .. string.char((length >> shift) & 0xFF) end
  for at = 1, #text, 64 do
    local w = {}
    for i = 0, 15 do
      local a, b, c, d = text:byte(at + i * 4, at + i * 4 + 3)
      w[i] = a << 24 | b << 16 | c << 8 | d
    end
    for i = 16, 79 do w[i] = rotl(w[i - 3] ~ w[i - 8] ~ w[i - 14] ~ w[i - 16], 1) end
    local a, b, c, d, e = h[1], h[2], h[3], h[4], h[5]
    for i = 0, 79 do
      local f, k
      if i < 20 then f, k = (b & c) | (~b & d), 0x5A827999
      elseif i < 40 then f, k = b ~ c ~ d, 0x6ED9EBA1
      elseif i < 60 then f, k = (b & c) | (b & d) | (c & d), 0x8F1BBCDC
      else f, k = b ~ c ~ d, 0xCA62C1D6 end
      a, b, c, d, e = (rotl(a, 5) + f + e + k + w[i]) & 0xFFFFFFFF, a, rotl(b, 30), c, d
    end
    for i, v in ipairs { a, b, c, d, e } do h[i] = (h[i] + v) & 0xFFFFFFFF end
  end
  return ("%08x%08x%08x%08x%08x"):format(table.unpack(h))
end
local function fnv(text, hash, prime)
  for i = 1, #text do hash = (hash ~ text:byte(i)) * prime end
  return hash
end
local out = { sha1(""), sha1("abc"), sha1(("lunation "):rep(20)) }
out[#out + 1] = fnv("hello", 0xcbf29ce484222325, 0x100000001b3)
out[#out + 1] = ("%016x"):format(fnv("hello world", 0xcbf29ce484222325, 0x100000001b3))
out[#out + 1] = fnv("hello", 0x811c9dc5, 0x01000193) & 0xFFFFFFFF
local seed = 42
for _ = 1, 50 do seed = seed * 6364136223846793005 + 1442695040888963407 end
out[#out + 1] = seed
out[#out + 1] = seed >> 33
seed = 42
for _ = 1, 50 do seed = (seed * 1103515245 + 12345) & 0x7fffffff end
out[#out + 1] = seed
local id = (1618065507111 << 22) | (17 << 12) | 4095
out[#out + 1] = id
out[#out + 1] = table.concat({ id >> 22, id >> 12 & 0x3FF, id & 0xFFF, id % 10, id // 1000, math.type(id) }, " ")
local seen = { [id] = "seen" }
out[#out + 1] = seen[(id + 1) - 1]
return table.concat(out, "\n")
