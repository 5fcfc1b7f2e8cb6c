import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { eventually, type TestEmulator } from './start-emulator.ts';

const NAME = 'probe';

/** A function that answers, logs, throws and ends as the path or the event asks. */
const handler = `
exports.handler = async (event, context) => {
  const wish = event.rawPath ? event.rawPath.split('/').pop() : event.wish;
  if (wish === 'throw') { const error = new Error('no capacity'); error.name = 'NoCapacity'; throw error; }
  if (wish === 'exit') process.exit(3);
  if (wish === 'log') console.log('said', 'something');
  if (wish === 'sleep') await new Promise((resolve) => setTimeout(resolve, 5000));
  if (event.source) console.log('EVENT ' + JSON.stringify(event));
  if (!event.rawPath) return { ...event, seen: true };
  const facts = { node: process.version, env: process.env, event, left: context.getRemainingTimeInMillis() };
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(facts) };
};`;

const python = `
import os, sys
def handler(event, context):
    return {"version": list(sys.version_info[:2]), "executable": sys.executable}
`;

const role = { 'Fn::GetAtt': ['Role', 'Arn'] };
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const ref = (id: string) => ({ Ref: id });

/** CloudFormation's own way of naming another resource in a text. */
const placeholder = (id: string): string => `\${${id}}`;

const machine = {
  StartAt: 'Prepare',
  States: {
    Prepare: {
      Type: 'Task',
      Resource: placeholder('Function'),
      ResultPath: '$.prepared',
      Retry: [{ ErrorEquals: ['NoCapacity'], IntervalSeconds: 1, MaxAttempts: 1, BackoffRate: 1 }],
      Catch: [{ ErrorEquals: ['NoCapacity'], ResultPath: '$.failure', Next: 'Failed' }],
      Next: 'Run',
    },
    Run: {
      Type: 'Task',
      Resource: 'arn:aws:states:::ecs:runTask.sync',
      TimeoutSeconds: 4,
      Parameters: {
        LaunchType: 'FARGATE',
        Cluster: placeholder('Cluster'),
        TaskDefinition: placeholder('TaskDefinition'),
        'Group.$': '$$.Execution.Name', // as the platform finds a run's task
        Overrides: {
          ContainerOverrides: [
            { Name: 'runner', Environment: [{ Name: 'OPENSCRIPT_MANIFEST_URL', 'Value.$': '$.manifest' }] },
          ],
        },
      },
      ResultPath: '$.task',
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Failed' }],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
    Failed: { Type: 'Pass', End: true },
  },
};

const template = {
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: role,
        Timeout: 2,
        MemorySize: 256,
        Code: { ZipFile: handler },
      },
    },
    Python: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'python3.13',
        Handler: 'index.handler',
        Role: role,
        Timeout: 10,
        Code: { ZipFile: python },
      },
    },
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        Policies: {
          PasswordPolicy: {
            MinimumLength: 6,
            RequireLowercase: false,
            RequireNumbers: false,
            RequireSymbols: false,
            RequireUppercase: false,
          },
        },
      },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: ref('Pool'),
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      },
    },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'probe', ProtocolType: 'HTTP' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: ref('Api'),
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: arn('Function'),
        PayloadFormatVersion: '2.0',
      },
    },
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: ref('Api'),
        Name: 'jwt',
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: {
          Audience: [ref('Client')],
          Issuer: { 'Fn::Sub': `https://cognito-idp.us-east-1.amazonaws.com/${placeholder('Pool')}` },
        },
      },
    },
    Open: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: ref('Api'),
        RouteKey: 'ANY /open/{rest+}',
        Target: { 'Fn::Sub': `integrations/${placeholder('Integration')}` },
      },
    },
    Closed: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: ref('Api'),
        RouteKey: 'GET /closed/{id}',
        AuthorizationType: 'JWT',
        AuthorizerId: ref('Authorizer'),
        Target: { 'Fn::Sub': `integrations/${placeholder('Integration')}` },
      },
    },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } },
    },
    Written: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: {
          source: ['aws.s3'],
          'detail-type': ['Object Created'],
          detail: { bucket: { name: [ref('Bucket')] }, object: { key: [{ suffix: '/progress.json' }] } },
        },
        Targets: [{ Id: 'function', Arn: arn('Function') }],
      },
    },
    Stopped: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: {
          source: ['aws.ecs'],
          'detail-type': ['ECS Task State Change'],
          detail: { lastStatus: ['STOPPED'] },
        },
        Targets: [{ Id: 'function', Arn: arn('Function') }],
      },
    },
    Cluster: { Type: 'AWS::ECS::Cluster' },
    TaskLog: { Type: 'AWS::Logs::LogGroup' },
    TaskDefinition: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        Cpu: '1024',
        Memory: '2048',
        NetworkMode: 'awsvpc',
        RequiresCompatibilities: ['FARGATE'],
        RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
        ContainerDefinitions: [
          {
            Name: 'runner',
            Image: 'openscript/runner:local',
            Essential: true,
            LogConfiguration: {
              LogDriver: 'awslogs',
              Options: {
                'awslogs-group': ref('TaskLog'),
                'awslogs-region': 'us-east-1',
                'awslogs-stream-prefix': 'run',
              },
            },
          },
        ],
      },
    },
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        RoleArn: role,
        DefinitionString: {
          'Fn::Sub': [
            JSON.stringify(machine),
            { Function: arn('Function'), Cluster: ref('Cluster'), TaskDefinition: ref('TaskDefinition') },
          ],
        },
      },
    },
  },
  Outputs: Object.fromEntries(
    ['Function', 'Python', 'Pool', 'Client', 'Api', 'Bucket', 'Cluster', 'TaskLog', 'Machine'].map((id) => [
      id,
      { Value: ref(id) },
    ]),
  ),
};

/** Deploys one resource of each kind that the platform uses; answers their names by logical id. */
export const deployProbe = async (emulator: TestEmulator): Promise<Readonly<Record<string, string>>> => {
  const client = new CloudFormationClient(emulator.config);
  await client.send(
    new CreateStackCommand({
      StackName: NAME,
      TemplateBody: JSON.stringify(template),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  return eventually(async () => {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: NAME }));
    const stack = Stacks?.[0];
    if (stack?.StackStatus?.includes('FAILED') || stack?.StackStatus?.includes('ROLLBACK'))
      throw new Error(`${stack.StackStatus}: ${stack.StackStatusReason}`);
    if (stack?.StackStatus !== 'CREATE_COMPLETE') return undefined;
    return Object.fromEntries(
      (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  });
};
