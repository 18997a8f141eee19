/** A file with every sort of statement, and no fault. */
export const sample = `// A file with every sort of statement.
import nvidia
import cables
import "./site.topo" as site

/// Servers for a scalable unit.
let units = 4

rack Compute {
  frame   { height = 48U  width = 600mm  depth = 1200mm  load = 1500kg }
  power   { feed = 21.6kW  feeds = 4  spare = 1 }
  cooling { type = air  capacity = 45kW }
  label = "a \\"compute\\" rack"
  dgx[4] : nvidia.DgxH100 { at = 12U }
}

rack Network : site.Rack {
  frame { height = 48U }
  leaf[units * 2] : nvidia.QM9700
  allow power.density "measured, ticket 4711"
}

switch Leaf {
  height = 1U
  /// Towards the servers.
  port down[64] { rate = 400Gbps  lanes = 4  per_cage = 2 }
  port up[2, 4] { rate = 800Gbps }
}

cable Dac {
  medium = copper
  plug = [OSFP, QSFP112]
  lengths = [0.5m, 1m, 2m]
  reach = 2 * (1m + 0.5m) - 1m
}

/// One scalable unit: rail r of every server
/// goes to leaf r.
row Unit {
  compute[8] : Compute
  network    : Network
  fabric Rails {
    role = scale_out
    link rail : compute[c].dgx[d].nic[r] -- network.leaf[r] via cables.Dac400G
    link mesh[2] : network.leaf[a] -- network.leaf[b] where a < b and not a == 3 { length = 2m }
    link ring : network.leaf[i].up[*] -- network.leaf[(i + 1) % 8].up[0..3] via Dac where i != 7
  }
}

hall Pod {
  pitch = 3m
  routing { tray = 2.6m  slack = 0.6m }
  unit[units] : Unit
}

policy { derating = 80% }

cluster Training { year = 2023  hall : Pod  odd : Compute { let nodes = 3 } }
roadmap Fleet { h100 = Training }
`;
