import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Rules that a construct deliberately breaks, each with the reason: of cdk-nag's AwsSolutions by their short names
 * (`S1`), of others by their whole ones (`CloudFormation-Validate::F3014`). A test pins them all.
 */
export const acknowledge = (construct: IConstruct, reasons: Readonly<Record<string, string>>): void =>
  Validations.of(construct).acknowledge(
    ...Object.entries(reasons).map(([rule, reason]) => ({
      id: rule.startsWith('CloudFormation-') ? rule : `AwsSolutions-${rule}`,
      reason,
    })),
  );
