// What is checked: a message of blocks, and a view, in the words of the types that Slack publishes.
import type { KnownBlock, ModalView } from '@slack/types';

export interface Message {
  text: string;
  blocks: KnownBlock[];
}

export interface View extends ModalView {}
