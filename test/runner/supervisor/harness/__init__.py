"""What the supervisor's tests share: an object store on loopback, and a way to run one attempt against it."""
