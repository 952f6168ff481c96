-- CreateTable
CREATE TABLE "DoorNote" (
    "noteIndex" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "updatedAt" BIGINT NOT NULL,

    CONSTRAINT "DoorNote_pkey" PRIMARY KEY ("noteIndex")
);
