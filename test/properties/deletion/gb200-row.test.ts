import { testDeletions } from './deletions.ts';

testDeletions('gb200-row');
