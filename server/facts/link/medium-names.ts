/** How a medium is called in a sentence. */
export function describeMedium(medium: string | undefined): string {
  return (medium !== undefined && names[medium]) || 'cable';
}

const names: Readonly<Record<string, string>> = {
  copper: 'passive copper',
  acc: 'active copper (linear)',
  aec: 'retimed copper',
  backplane: 'backplane',
  aoc: 'active optical cable',
  mmf: 'multimode fibre',
  smf: 'single-mode fibre',
  cpo: 'co-packaged optics',
};
