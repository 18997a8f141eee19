import { testDeletions } from './deletions.ts';

testDeletions('superpod-b200');
