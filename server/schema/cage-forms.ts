/** Forms of cages and of the plugs that go into them, as the multi-source agreements name them. */
export const cageForms: readonly string[] = [
  'OSFP',
  'OSFP_RHS',
  'OSFP_XD',
  'QSFP_DD',
  'QSFP112',
  'QSFP56',
  'QSFP28',
  'SFP28',
  'SFP56',
  'SFP112',
  'MPO',
];
