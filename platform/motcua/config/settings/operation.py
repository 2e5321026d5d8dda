"""What the installation tells about itself, and what its connections may grow to."""

from motcua.config.settings import env

# A connection that has worked for more agencies is replaced: the server's memory of their tables
# grows with each and is only given back with the connection.
MOTCUA_TENANTS_A_CONNECTION = env.number("MOTCUA_TENANTS_A_CONNECTION", 200)
