import { describe } from 'vitest';
import { at, everywhere, named, ofType, only, prove, rewrite, unless, words } from './facts.ts';
import { synthesize, type Templates } from './templates.ts';

const templates = synthesize();
const group =
  (name: string) =>
  ({ Runner }: Templates) =>
    named(Runner, `Network${name}`).Properties;
const tasks = group('Tasks');
const endpoints = group('Endpoints');
const endpointFor =
  (service: string) =>
  ({ Runner }: Templates) => {
    const found = ofType(Runner, 'AWS::EC2::VPCEndpoint').find(([, { Properties }]) =>
      words(Properties.ServiceName).includes(service),
    );
    if (found === undefined) throw new Error(`no endpoint for ${service}`);
    return found[1];
  };
const storage = endpointFor('.s3');
const gateOut = [
  'AWS::EC2::InternetGateway',
  'AWS::EC2::EgressOnlyInternetGateway',
  'AWS::EC2::NatGateway',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::EC2::VPCPeeringConnection',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::EIP',
  'AWS::EC2::Route',
];

describe('the network of runs', () => {
  prove(
    templates,
    'has no gateway, no address of the internet and no route but its own',
    (all) => [
      ...gateOut.flatMap((type) => everywhere(all, type).map(([id]) => `${id} is a ${type}`)),
      ...everywhere(all, 'AWS::EC2::Subnet').flatMap(([id, { Properties }]) =>
        unless(Properties.MapPublicIpOnLaunch === false, `${id} gives public addresses`),
      ),
      ...unless(everywhere(all, 'AWS::EC2::Subnet').length === 2, 'two subnets'),
    ],
    {
      'with a NAT gateway': ({ Runner }) => {
        if (Runner !== undefined) Runner.Resources.Nat = { Type: 'AWS::EC2::NatGateway', Properties: {} };
      },
      'with a default route': ({ Runner }) => {
        if (Runner !== undefined)
          Runner.Resources.Out = {
            Type: 'AWS::EC2::Route',
            Properties: { DestinationCidrBlock: '0.0.0.0/0' },
          };
      },
      'with public addresses': ({ Runner }) =>
        Object.assign(ofType(Runner, 'AWS::EC2::Subnet')[0]?.[1].Properties ?? {}, {
          MapPublicIpOnLaunch: true,
        }),
    },
  );

  prove(
    templates,
    'lets nothing in to a task, and a task out to the endpoints only',
    (all) => {
      const [toEndpoints, toStorage, ...others] = tasks(all).SecurityGroupEgress as unknown[];
      return [
        ...unless(tasks(all).SecurityGroupIngress === undefined, 'something may come in'),
        ...unless(others.length === 0, 'more than two ways out'),
        ...unless(
          words(at(toEndpoints, 'DestinationSecurityGroupId')).includes('NetworkEndpoints') &&
            at(toEndpoints, 'FromPort') === 443 &&
            at(toEndpoints, 'ToPort') === 443,
          'endpoints',
        ),
        ...unless(
          words(at(toStorage, 'DestinationPrefixListId')).includes('"Ref":"S3PrefixList"') &&
            at(toStorage, 'ToPort') === 443,
          'S3',
        ),
        ...unless(
          words(at(toStorage, 'CidrIp')).endsWith(',{"Ref":"AWS::NoValue"},"0.0.0.0/0"]}'),
          'an open range although the prefix list is known',
        ),
      ];
    },
    {
      'with a way in': (all) =>
        Object.assign(tasks(all), { SecurityGroupIngress: [{ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }] }),
      'with all ways out': (all) =>
        Object.assign(tasks(all), { SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }] }),
    },
  );

  prove(
    templates,
    'lets only its own range in to the endpoints',
    (all) => [
      ...unless(
        words(endpoints(all).SecurityGroupIngress) ===
          words([
            {
              CidrIp: '10.60.0.0/20',
              Description: 'from tasks',
              FromPort: 443,
              IpProtocol: 'tcp',
              ToPort: 443,
            },
          ]),
        'ingress',
      ),
      ...unless(
        words(only(all.Runner, 'AWS::EC2::VPC').Properties.CidrBlock) === '"10.60.0.0/20"',
        'another range',
      ),
    ],
    {
      'when open': (all) =>
        Object.assign(endpoints(all), { SecurityGroupIngress: [{ CidrIp: '0.0.0.0/0' }] }),
    },
  );
});

describe('the endpoints', () => {
  const statements = (all: Templates) =>
    at(storage(all), 'Properties.PolicyDocument.Statement') as { Action: unknown; Resource: unknown }[];
  prove(
    templates,
    'lead to S3 for this system’s buckets and ECR’s layers only',
    (all) =>
      statements(all)
        .flatMap(({ Resource }) => (Array.isArray(Resource) ? (Resource as unknown[]) : [Resource]))
        .flatMap((resource) => {
          const text = words(resource);
          const known =
            text.includes('StorageFiles') ||
            text.includes('StorageArtifacts') ||
            text.includes('-starport-layer-bucket/*');
          return unless(
            known && !text.includes('"*"') && !text.includes(':::*'),
            `a stranger's bucket: ${text}`,
          );
        }),
    {
      'with any bucket': (all) => Object.assign(statements(all)[0] ?? {}, { Resource: '*' }),
      'with any bucket by ARN': (all) =>
        Object.assign(statements(all)[0] ?? {}, { Resource: ['arn:aws:s3:::*/StorageFiles'] }),
    },
  );

  prove(
    templates,
    'let objects be read, and written below runs/ only',
    (all) =>
      statements(all).flatMap(({ Action, Resource }) => {
        const text = words(Action);
        if (text === '"s3:PutObject"')
          return unless(/StorageArtifacts.*\/runs\/\*"\]\]\}$/.test(words(Resource)), 'written elsewhere');
        return unless(text === '["s3:GetObject","s3:GetObjectVersion"]' || text === '"s3:GetObject"', text);
      }),
    {
      'with files written': (all) => rewrite(storage(all), '/runs/*', '/*'),
      'with listing': (all) => rewrite(storage(all), '"s3:PutObject"', '"s3:ListBucket"'),
    },
  );

  for (const [service, allowed] of [
    ['ecr.api', 'ecr:'],
    ['ecr.dkr', 'ecr:'],
    ['.logs', 'logs:'],
  ] as const)
    prove(
      templates,
      `lead to ${service} for what starting a task takes`,
      (all) => {
        const { Properties } = endpointFor(service)(all);
        const list = at(Properties, 'PolicyDocument.Statement') as { Action: unknown; Resource: unknown }[];
        return [
          ...unless((Properties.SubnetIds as unknown[]).length === 1, 'more than one zone'),
          ...unless(Properties.PrivateDnsEnabled === true, 'private DNS'),
          ...list.flatMap(({ Action, Resource }) => [
            ...[Action]
              .flat()
              .flatMap((action) => unless(String(action).startsWith(allowed), String(action))),
            ...unless(
              Resource !== '*' || Action === 'ecr:GetAuthorizationToken',
              `any resource for ${words(Action)}`,
            ),
          ]),
          ...unless(list.length > 0, 'no policy: everything is let through'),
        ];
      },
      {
        'without a policy': (all) =>
          Object.assign(endpointFor(service)(all).Properties, { PolicyDocument: { Statement: [] } }),
        'with every action': (all) =>
          Object.assign(endpointFor(service)(all).Properties, {
            PolicyDocument: { Statement: [{ Action: '*', Resource: '*' }] },
          }),
      },
    );
});

describe('names', () => {
  const rules = ({ Runner }: Templates) => only(Runner, 'AWS::Route53Resolver::FirewallRuleGroup').Properties;
  prove(
    templates,
    'resolve for the endpoints only, all others do not exist',
    (all) => {
      const [allow, block] = rules(all).FirewallRules as Record<string, unknown>[];
      const allowed = words(named(all.Runner, 'DnsFirewallAllowed').Properties.Domains);
      return [
        ...unless(allow?.Action === 'ALLOW' && words(allow).includes('DnsFirewallAllowed'), 'allowed first'),
        ...unless(
          block?.Action === 'BLOCK' && words(block).includes('DnsFirewallEverything'),
          'then blocked',
        ),
        ...unless(Number(allow?.Priority) < Number(block?.Priority), 'order'),
        ...unless(
          words(named(all.Runner, 'DnsFirewallEverything').Properties.Domains) === '["*"]',
          'everything',
        ),
        ...unless(!allowed.includes('"*"') && !allowed.includes('"*."'), 'a name for all'),
        ...unless(
          ofType(all.Runner, 'AWS::Route53Resolver::FirewallRuleGroupAssociation').length === 1,
          'association',
        ),
      ];
    },
    {
      'when nothing is blocked': (all) => {
        const [, block] = rules(all).FirewallRules as Record<string, unknown>[];
        Object.assign(block ?? {}, { Action: 'ALERT' });
      },
      'when everything is allowed': (all) =>
        Object.assign(named(all.Runner, 'DnsFirewallAllowed').Properties, { Domains: ['*'] }),
    },
  );

  prove(
    templates,
    'and refused flows are watched unless the stage switches it off',
    ({ Runner }) => [
      ...[
        'AWS::Route53Resolver::FirewallDomainList',
        'AWS::Route53Resolver::FirewallRuleGroup',
        'AWS::Route53Resolver::FirewallRuleGroupAssociation',
        'AWS::EC2::FlowLog',
      ].flatMap((type) =>
        ofType(Runner, type).flatMap(([id, { Condition }]) => unless(Condition === 'NetworkGuarded', id)),
      ),
      ...unless(at(Runner, 'Parameters.NetworkGuard.Default') === 'on', 'on by default'),
      ...unless(only(Runner, 'AWS::EC2::FlowLog').Properties.TrafficType === 'REJECT', 'refused flows'),
    ],
    {
      'when off by default': ({ Runner }) =>
        Object.assign(Runner?.Parameters?.NetworkGuard ?? {}, { Default: 'off' }),
    },
  );
});
