/** An undirected edge between two vertices by their number; `capacity` holds each way. */
export interface FlowEdge {
  readonly from: number;
  readonly to: number;
  readonly capacity: number;
}

/** Most flow from the sources to the sinks, one way, by Dinic’s algorithm. Whole capacities give a whole flow. */
export function maxFlow(
  vertexCount: number,
  edges: readonly FlowEdge[],
  sources: readonly number[],
  sinks: readonly number[],
): number {
  const [source, sink] = [vertexCount, vertexCount + 1];
  const net = createNet(vertexCount + 2);
  for (const { from, to, capacity } of edges) net.join(from, to, capacity, capacity);
  for (const vertex of sources) net.join(source, vertex, Number.POSITIVE_INFINITY, 0);
  for (const vertex of sinks) net.join(vertex, sink, Number.POSITIVE_INFINITY, 0);
  let flow = 0;
  for (let levels = levelsFrom(net, source); levels[sink] !== -1; levels = levelsFrom(net, source)) {
    const next = new Array<number>(vertexCount + 2).fill(0);
    for (let pushed = augment(net, levels, next, source, sink); pushed > 0; ) {
      flow += pushed;
      pushed = augment(net, levels, next, source, sink);
    }
  }
  return flow;
}

/** Residual arcs: arc `i` and arc `i ^ 1` are each other’s reverse. */
interface Net {
  readonly heads: number[];
  readonly room: number[];
  readonly arcs: readonly number[][];
  join(from: number, to: number, forth: number, back: number): void;
}

function createNet(size: number): Net {
  const heads: number[] = [];
  const room: number[] = [];
  const arcs = Array.from({ length: size }, (): number[] => []);
  return {
    heads,
    room,
    arcs,
    join(from, to, forth, back) {
      arcs[from]?.push(heads.length);
      heads.push(to);
      room.push(forth);
      arcs[to]?.push(heads.length);
      heads.push(from);
      room.push(back);
    },
  };
}

function levelsFrom(net: Net, source: number): readonly number[] {
  const levels = new Array<number>(net.arcs.length).fill(-1);
  levels[source] = 0;
  const queue = [source];
  for (const vertex of queue) {
    for (const arc of net.arcs[vertex] ?? []) {
      const head = net.heads[arc] ?? 0;
      if (levels[head] !== -1 || !((net.room[arc] ?? 0) > 0)) continue;
      levels[head] = (levels[vertex] ?? 0) + 1;
      queue.push(head);
    }
  }
  return levels;
}

/** Pushes flow along one shortest path; `next` remembers which arcs of a vertex lead nowhere any more. */
function augment(net: Net, levels: readonly number[], next: number[], source: number, sink: number): number {
  const path: number[] = [];
  let at = source;
  while (at !== sink) {
    const arc = net.arcs[at]?.[next[at] ?? 0];
    if (arc === undefined) {
      const last = path.pop();
      if (last === undefined) return 0;
      at = net.heads[last ^ 1] ?? 0;
      next[at] = (next[at] ?? 0) + 1;
    } else if ((net.room[arc] ?? 0) > 0 && levels[net.heads[arc] ?? 0] === (levels[at] ?? 0) + 1) {
      path.push(arc);
      at = net.heads[arc] ?? 0;
    } else next[at] = (next[at] ?? 0) + 1;
  }
  const pushed = path.reduce((least, arc) => Math.min(least, net.room[arc] ?? 0), Number.POSITIVE_INFINITY);
  for (const arc of path) {
    net.room[arc] = (net.room[arc] ?? 0) - pushed;
    net.room[arc ^ 1] = (net.room[arc ^ 1] ?? 0) + pushed;
  }
  return pushed;
}
