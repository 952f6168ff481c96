-- AlterTable
ALTER TABLE "Handoff" ADD COLUMN     "audience" TEXT,
ADD COLUMN     "excluded" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "neutral" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "rating" INTEGER,
ADD COLUMN     "step" TEXT NOT NULL DEFAULT 'own',
ADD COLUMN     "subject" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "team" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Town" ADD COLUMN     "aliases" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "closed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Village" ADD COLUMN     "closed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "formerNames" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "latitude" DOUBLE PRECISION,
ADD COLUMN     "longitude" DOUBLE PRECISION,
ADD COLUMN     "successor" TEXT;

-- AlterTable
ALTER TABLE "Agency" ADD COLUMN     "closed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "latitude" DOUBLE PRECISION,
ADD COLUMN     "longitude" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "Office" ADD COLUMN     "closed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "latitude" DOUBLE PRECISION,
ADD COLUMN     "longitude" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "Counsel" ADD COLUMN     "busy" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "clients" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "closed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "languages" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "leave" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "post" TEXT NOT NULL DEFAULT 'village';

-- AlterTable
ALTER TABLE "Staff" ADD COLUMN     "closed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "phone" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "GridWorker" ADD COLUMN     "closed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "grid" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "HandoffNote" (
    "id" SERIAL NOT NULL,
    "handoffId" TEXT NOT NULL,
    "counselId" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "HandoffNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Window" (
    "id" TEXT NOT NULL,
    "siteId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "serves" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '',
    "hours" TEXT NOT NULL DEFAULT '',
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Window_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "HandoffNote_handoffId_idx" ON "HandoffNote"("handoffId");
