import { testDeletions } from './deletions.ts';

testDeletions('tpu-v4');
