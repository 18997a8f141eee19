import type { Declaration } from '../../grammar/ast.ts';
import type { Model } from '../model/model.ts';
import type { Site } from '../model/site.ts';
import type { Source } from '../model/source.ts';
import { modulePowerUnder } from './rack/module-power.ts';
import { type RackRow, rackRows, racksUnder } from './rack/rows.ts';
import { type FabricReport, fabricReports } from './report/fabric-report.ts';
import { type CountedKind, type KindCount, partCounts } from './report/part-counts.ts';
import { clusterYear } from './roadmap/cluster-year.ts';
import { rootOfPart } from './root.ts';
import { addUp, totalOf } from './totals.ts';
import { typeName } from './type-name.ts';

/** The derived facts of some files, as `topo report` prints them. */
export interface Report {
  readonly version: 1;
  readonly files: readonly FileReport[];
}

export interface FileReport {
  readonly path: string;
  readonly clusters: readonly ClusterReport[];
}

/** One cluster, in the SI unit that each key names; null where it is not known. */
export interface ClusterReport {
  readonly name: string;
  readonly year: number | null;
  readonly counts: Readonly<Record<CountedKind, KindCount>>;
  /** Devices and modules. */
  readonly power_w: number | null;
  readonly racks: readonly RackRow[];
  readonly fabrics: readonly FabricReport[];
}

const PER_WATT = 1e3;

/** The facts of a file’s clusters. `path` is the name under which the file is reported. */
export function fileReport(model: Model, source: Source, path: string): FileReport {
  const clusters = [...source.types.values()].filter((each) => each.keyword.text === 'cluster');
  return { path, clusters: clusters.flatMap((each) => clusterReport(model, source, each) ?? []) };
}

function clusterReport(model: Model, source: Source, declaration: Declaration): ClusterReport | undefined {
  const part = model.partOf({ declaration, scope: model.scopeOf(source) });
  if (!part) return undefined;
  const root = rootOfPart(model, part);
  return {
    name: part.name,
    year: clusterYear(model, root) ?? null,
    counts: partCounts(model, source, root),
    power_w: clusterPower(model, root),
    racks: reportedRacks(model, source, root),
    fabrics: fabricReports(model, source, root),
  };
}

/** What a cluster draws: what it states, else its members and the modules that they do not count themselves. */
function clusterPower(model: Model, root: Site): number | null {
  const total = totalOf(model, root.part, 'power');
  const { known, unknown } = total.stated ? total : addUp([total, modulePowerUnder(model, root)]);
  return unknown > 0 ? null : known / PER_WATT;
}

function reportedRacks(model: Model, source: Source, root: Site): readonly RackRow[] {
  const sites = racksUnder(model, root);
  return rackRows(model, root).map((row, i) => {
    const site = sites[i];
    return site ? { ...row, type: typeName(model, source, site.part) } : row;
  });
}
