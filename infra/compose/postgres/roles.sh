#!/bin/sh
# Once, when the database is made: the owner for commands, and the web's role, which makes nothing.
set -eu
owner=$(cat /run/secrets/owner_password)
web=$(cat /run/secrets/web_password)
psql --set=ON_ERROR_STOP=1 --set=owner="$owner" --set=web="$web" --username=postgres <<'SQL'
CREATE ROLE motcua LOGIN CREATEROLE PASSWORD :'owner';
CREATE ROLE motcua_web LOGIN NOINHERIT PASSWORD :'web';
CREATE DATABASE motcua OWNER motcua;
SQL
