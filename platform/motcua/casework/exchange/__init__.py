"""Requests between tenants: asked at a step here, answered by the officers there."""
